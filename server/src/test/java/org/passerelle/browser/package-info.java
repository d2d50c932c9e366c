/** A real browser for tests of pages: the machine's Chromium, steered by Playwright. */
package org.passerelle.browser;
