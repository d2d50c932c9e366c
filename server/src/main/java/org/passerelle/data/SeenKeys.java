package org.passerelle.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which keys have come, and in which row: 24 bytes a key at most, so that a million fit where their values would not. Told apart by 64 bits of a
 * hash, which among a million keys takes two for one in once in thirty million imports.
 */
final class SeenKeys {

    private static final int FIRST_SIZE = 1 << 10;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Open addressing; 0 is a free place. */
    private long[] hashes = new long[FIRST_SIZE];

    private int[] rows = new int[FIRST_SIZE];
    private int count;

    /** @return the row in which the key has come before; this one is then not remembered */
    Optional<Integer> put(List<Object> key, int row) {
        long hash = hash(key);
        int at = place(hash);
        if (hashes[at] == hash) {
            return Optional.of(rows[at]);
        }
        hashes[at] = hash;
        rows[at] = row;
        if (++count * 2 > hashes.length) {
            grow();
        }
        return Optional.empty();
    }

    private int place(long hash) {
        int at = (int) (hash >>> 1) & (hashes.length - 1);
        while (hashes[at] != 0 && hashes[at] != hash) {
            at = (at + 1) & (hashes.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldRows = rows;
        hashes = new long[oldHashes.length * 2];
        rows = new int[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int at = place(oldHashes[i]);
                hashes[at] = oldHashes[i];
                rows[at] = oldRows[i];
            }
        }
    }

    /** Never 0. */
    private static long hash(List<Object> key) {
        long hash = SPREAD;
        for (Object part : key) {
            String text = part instanceof byte[] bytes ? Arrays.toString(bytes) : part.toString();
            for (int i = 0; i < text.length(); i++) {
                hash = mixed(hash, text.charAt(i));
            }
            hash = mixed(hash, Character.MAX_VALUE + 1);
        }
        return hash | 1;
    }

    private static long mixed(long hash, int next) {
        long product = (hash ^ next) * SPREAD;
        return product ^ product >>> 32;
    }
}
