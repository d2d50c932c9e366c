/**
 * Reports: a view with a filter, columns and a format, saved under a name. To run one is to ask for its list later, so that its file is an action's
 * result, made and fetched under the rights of that moment. Face: {@link org.passerelle.report.Reports}, for whoever runs one at a certain time. Uses
 * {@code action}, {@code operation} and {@code catalogue}.
 */
@NullMarked
package org.passerelle.report;

import org.jspecify.annotations.NullMarked;
