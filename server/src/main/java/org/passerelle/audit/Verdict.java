package org.passerelle.audit;

import java.util.List;

/**
 * What a verification has found.
 *
 * @param first the first line that was looked at
 * @param last the last one; before {@code first} when there was none
 * @param findings empty when all is as it was written
 */
public record Verdict(long first, long last, List<Finding> findings) {

    public long lines() {
        return last - first + 1;
    }
}
