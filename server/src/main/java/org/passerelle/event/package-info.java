/**
 * What happened: kept in the catalogue within the unit of work that made it happen, numbered in the order of the commits, and then told to
 * whoever hears it (wire.md §8). Faces: {@link org.passerelle.event.Events}, to publish; {@link org.passerelle.event.EventListener}, to hear
 * each event once; {@link org.passerelle.event.RecordSight}, by which the room of data says what a caller may see of a record. Uses
 * {@code operation}, {@code catalogue} and {@code access}.
 */
@NullMarked
package org.passerelle.event;

import org.jspecify.annotations.NullMarked;
