package org.passerelle.format;

/** Names in XML: what may be an element's name, and what one of many is called. */
final class Words {

    private Words() {}

    /** {@code entries} → {@code entry}, {@code users} → {@code user}; what is no plural → {@code item}. */
    static String singular(String plural) {
        if (plural.endsWith("ies") && plural.length() > 4) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        if (plural.endsWith("ss") || plural.endsWith("us") || !plural.endsWith("s") || plural.length() < 3) {
            return "item";
        }
        return plural.substring(0, plural.length() - 1);
    }

    /** Whether it can be an element's name without colon (Namespaces in XML 1.0, NCName) that is not {@code field}, our own word. */
    static boolean isXmlName(String name) {
        if (name.isEmpty() || name.equals("field") || name.regionMatches(true, 0, "xml", 0, 3)) {
            return false;
        }
        char first = name.charAt(0);
        return (Character.isLetter(first) || first == '_') && name.chars().allMatch(Words::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return Character.isLetter(c) || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }
}
