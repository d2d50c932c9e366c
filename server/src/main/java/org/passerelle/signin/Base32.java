package org.passerelle.signin;

import java.math.BigInteger;

/** Bytes as letters that people type (RFC 4648 §6), without padding. Pure. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** @param bytes a multiple of five */
    static String encode(byte[] bytes) {
        var number = new BigInteger(1, bytes);
        int characters = bytes.length * Byte.SIZE / BITS;
        var text = new StringBuilder(characters);
        for (int i = characters - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt(number.shiftRight(i * BITS).intValue() & 31));
        }
        return text.toString();
    }

    /** What {@link #encode} wrote. */
    static byte[] decode(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            number = number.shiftLeft(BITS).or(BigInteger.valueOf(ALPHABET.indexOf(text.charAt(i))));
        }
        byte[] all = number.toByteArray();
        byte[] bytes = new byte[text.length() * BITS / Byte.SIZE];
        int length = Math.min(all.length, bytes.length);
        System.arraycopy(all, all.length - length, bytes, bytes.length - length, length);
        return bytes;
    }
}
