/**
 * What the API can do, as values.
 *
 * <p>Its face is {@link org.passerelle.operation.Operation}: method, path, right, shapes, rehearsal, audit and handler in one place. Each
 * capability lists its own through {@link org.passerelle.operation.Capability}; the gate serves them, the document describes them, the
 * matrix test walks them. Uses {@code access}, {@code fault}, {@code format} and {@code catalogue}.
 */
@NullMarked
package org.passerelle.operation;

import org.jspecify.annotations.NullMarked;
