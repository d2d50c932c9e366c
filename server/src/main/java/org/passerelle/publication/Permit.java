package org.passerelle.publication;

import java.util.Map;
import java.util.Set;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Status;

/**
 * What one token of the permission file opens.
 *
 * @param id tells it from the file's others, and nothing of the token
 * @param description and {@code contact}: whose it is, by which its use is traced
 * @param modules the actions by module
 * @param statuses of the records that it shows, {@code P} always among them
 */
record Permit(
        String id, String description, String contact, Map<String, Set<ModuleAction>> modules, Set<Status> statuses) {

    private static final int LONGEST = 200;

    /** As it stands in usage and audit: with a colon, which no account's id has. */
    String holder() {
        String whole = "public: " + description + (contact.isBlank() ? "" : " (" + contact + ")");
        String clean = whole.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
