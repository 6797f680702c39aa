package dev.guardedtool.signature;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/** Jackson's buffers in {@link Slots}: its own default allocates and makes all threads meet at one queue. */
final class RecyclerSlots implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1L;

    private final transient Slots<BufferRecycler> slots = new Slots<>();

    @Override
    public BufferRecycler acquirePooled() {
        BufferRecycler recycler = slots.take();
        return recycler == null ? new BufferRecycler() : recycler;
    }

    @Override
    public void releasePooled(BufferRecycler recycler) {
        slots.give(recycler);
    }

    private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
        throw new NotSerializableException(RecyclerSlots.class.getName());
    }
}
