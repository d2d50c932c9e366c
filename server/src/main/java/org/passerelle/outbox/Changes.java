package org.passerelle.outbox;

/** Hears what a piece of work changes, record by record, in the order of the changes. Belongs to one transaction. */
public interface Changes {

    /** For what is rolled back. */
    Changes UNHEARD = new Changes() {
        @Override
        public boolean isHeard() {
            return false;
        }

        @Override
        public void created(String table, String id, Image after) {}

        @Override
        public void updated(String table, String id, Image before, Image after) {}

        @Override
        public void deleted(String table, String id, Image before) {}
    };

    /** Whether anybody listens: who would have to read something to tell it need not when nobody does. */
    boolean isHeard();

    /**
     * @param table its public name
     * @param id the record's, as clients write it
     */
    void created(String table, String id, Image after);

    void updated(String table, String id, Image before, Image after);

    void deleted(String table, String id, Image before);
}
