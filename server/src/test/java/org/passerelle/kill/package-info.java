/** The real server as a process of its own, killed at any moment; what it has acknowledged is written down outside of it. */
package org.passerelle.kill;
