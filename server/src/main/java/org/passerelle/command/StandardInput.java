package org.passerelle.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Secrets come by the standard input, so that no list of processes and no shell's history holds them. */
final class StandardInput {

    private StandardInput() {}

    /** @throws House.Trouble when nothing is there to read */
    static String line(String what) {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isEmpty()) {
                throw new House.Trouble("The standard input holds no " + what + ".");
            }
            return line;
        } catch (IOException e) {
            throw new House.Trouble("The " + what + " cannot be read: " + e.getMessage());
        }
    }
}
