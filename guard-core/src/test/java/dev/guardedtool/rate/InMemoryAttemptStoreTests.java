package dev.guardedtool.rate;

class InMemoryAttemptStoreTests extends AttemptStoreContract {

    @Override
    protected AttemptStore store(int maxEntries) {
        return new InMemoryAttemptStore(maxEntries);
    }
}
