package org.passerelle.bench;

import org.passerelle.bench.Main.Manner;

/** Something one wants to know, and how it is found out. */
interface Question {

    String name();

    /** One line: the question and its goal. */
    String asks();

    void answer(Report report, Manner manner) throws Exception;
}
