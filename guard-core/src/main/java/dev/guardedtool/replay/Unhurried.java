package dev.guardedtool.replay;

import dev.guardedtool.rate.RateAnswer;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.rate.RateStore;
import java.util.List;

/** Grants every call: recordings carry no times, so nobody can say which calls came too fast. */
final class Unhurried implements RateStore {

    private static final RateAnswer GRANTED = new RateAnswer.Granted("");

    @Override
    public RateAnswer acquire(List<RateRequest> limits) {
        return GRANTED;
    }

    @Override
    public void release(List<RateRequest> limits, String permit) {}
}
