/**
 * What is done by itself: tasks, at their time or when their event happens (wire.md §8; DigDash D14). While the scheduler is stopped no task
 * runs and no event can be fired. Uses {@code event} and the catalogue's jobs.
 */
@NullMarked
package org.passerelle.scheduler;

import org.jspecify.annotations.NullMarked;
