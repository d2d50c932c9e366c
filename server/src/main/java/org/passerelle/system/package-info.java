/**
 * Whether the server is well, for clients and for whoever runs it.
 *
 * <p>Its faces are {@code GET /api/status} and the readiness check behind {@code /health/ready}; liveness and metrics are Quarkus's own. The
 * server is ready when its catalogue answers: one business database that is away makes 503s of its own and takes nobody else down. Uses
 * {@code catalogue}.
 */
@NullMarked
package org.passerelle.system;

import org.jspecify.annotations.NullMarked;
