/**
 * Records of the opened tables: lists, items, bulk writes, resources. A request becomes a call (parsed), then a plan (what is meant, with the
 * row rule and the columns of its grant), then SQL (rendered once for each shape), then rows.
 *
 * <p>By view: {@code ListEndpoint → ListCall → ListPlan → ListSql}, {@code ItemEndpoint}, {@code ItemsEndpoint → Upsert}. As resources:
 * {@code ResourceEndpoint → ResourceQuery → ListPlan}. Everything up to the SQL is pure; {@link org.passerelle.data.Tables} alone reaches
 * a database.
 */
@NullMarked
package org.passerelle.data;

import org.jspecify.annotations.NullMarked;
