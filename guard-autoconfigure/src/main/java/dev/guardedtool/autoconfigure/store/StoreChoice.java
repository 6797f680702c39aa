package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.autoconfigure.Store;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Which of the stores that are there keeps a subject. */
record StoreChoice(Environment environment, ObjectProvider<SharedStores> stores) {

    /**
     * The stores that keep the subject.
     *
     * @throws NoStoreException if what reaches them is not on the class path
     */
    SharedStores of(StoredSubject subject) {
        Store kind = subject.keptIn(Binder.get(environment));
        return stores.stream()
                .filter(there -> there.kind() == kind)
                .findFirst()
                .orElseThrow(() -> NoStoreException.withoutLibrary(kind));
    }
}
