package org.passerelle.people;

/** A part of the {@link Structure}: a role, a profile, a group. */
interface Part {
    String id();
}
