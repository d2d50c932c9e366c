/**
 * Who may do what, whole: every operation by every credential of every kind of account, against an oracle that knows the contract and
 * nothing of the code.
 */
package org.passerelle.matrix;
