package org.passerelle.event;

/**
 * An event in the catalogue.
 *
 * @param number grows in the order of the commits
 * @param batch the number of the first event of the same call; those of one call follow each other
 */
public record Kept(long number, long batch, Event event) {}
