package org.passerelle.format;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.AbstractList;
import java.util.List;

/** Names of columns that are written again and again: their JSON is made once. Immutable. */
public final class ColumnNames extends AbstractList<String> {

    private final SerializableString[] encoded;

    public ColumnNames(List<String> names) {
        this.encoded = names.stream().map(SerializedString::new).toArray(SerializableString[]::new);
    }

    /** Not to be changed. */
    static SerializableString[] encoded(List<String> names) {
        return names instanceof ColumnNames known ? known.encoded : new ColumnNames(names).encoded;
    }

    @Override
    public String get(int index) {
        return encoded[index].getValue();
    }

    @Override
    public int size() {
        return encoded.length;
    }
}
