package org.passerelle.mail;

/** A letter in plain text. */
public record Letter(String to, String subject, String text) {

    @Override
    public String toString() {
        return "letter to " + to;
    }
}
