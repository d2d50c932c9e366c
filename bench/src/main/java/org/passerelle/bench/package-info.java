/**
 * Benchmarks, each named by its question: {@link org.passerelle.bench.Main} finds them, a {@link org.passerelle.bench.Report} keeps what
 * they found in {@code bench/results}. Every figure is compared within one run only, against something that stands beside the server: the
 * bare handler, or a plain JDBC program.
 */
package org.passerelle.bench;
