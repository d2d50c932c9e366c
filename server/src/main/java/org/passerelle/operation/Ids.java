package org.passerelle.operation;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;

/** Ids for things that were given none. */
public final class Ids {

    private static final int LONGEST = 90;

    private Ids() {}

    /** A name as an id: {@code Équipe Compta} is {@code equipe-compta}; the other word when nothing is left of it. */
    public static String slug(String name, String otherwise) {
        String bare = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return bare.isEmpty() ? otherwise : bare.substring(0, Math.min(bare.length(), LONGEST));
    }

    /** The wanted one, or the first of {@code wanted-2}, {@code wanted-3} … that is free. */
    public static String free(String wanted, Predicate<String> taken) {
        String id = wanted;
        for (int i = 2; taken.test(id); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }
}
