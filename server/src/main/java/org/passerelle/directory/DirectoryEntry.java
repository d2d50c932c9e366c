package org.passerelle.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone whom the directory knows.
 *
 * @param key tells the entry from another that comes to have the same name: its UUID, or its DN where it has none
 * @param login as the directory writes it, however it was typed
 * @param groups names, without order
 */
public record DirectoryEntry(
        String key, String login, String name, @Nullable String email, List<String> groups) {

    public DirectoryEntry {
        groups = List.copyOf(groups);
    }

    @Override
    public String toString() {
        return "directory entry " + login;
    }
}
