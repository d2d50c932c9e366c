/**
 * Writers and readers of rows and of documents: JSON, XML, CSV, NDJSON, XLSX.
 *
 * <p>Its faces: {@link org.passerelle.format.Format} (what a client may ask for), {@link org.passerelle.format.RowSink} (takes rows
 * cell by cell and writes them as they come, in constant memory), {@link org.passerelle.format.RowSource} (reads many rows from a
 * body) and {@link org.passerelle.format.Documents} (whole objects, in and out). It knows nothing of tables, callers or HTTP.
 */
@NullMarked
package org.passerelle.format;

import org.jspecify.annotations.NullMarked;
