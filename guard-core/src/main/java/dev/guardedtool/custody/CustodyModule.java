package dev.guardedtool.custody;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.UserTextListener;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.signature.ArgumentReader;
import java.util.List;

/** Facts, required steps and the sources of arguments. */
public final class CustodyModule implements GuardModule {

    private final Provers provers = new Provers();
    private final StepCheck steps = new StepCheck();
    private final FactCheck facts;
    private final FactUse use;
    private final FactMinting minting;
    private final OriginRecording origins;

    /**
     * Under that policy, with facts in that store.
     *
     * @param owner in whose name this process uses facts up; no other process has the same
     */
    public CustodyModule(GuardPolicy policy, FactStore store, String owner) {
        this.facts = new FactCheck(store, provers);
        this.use = new FactUse(store, facts, owner);
        this.minting = new FactMinting(store, policy.custody().maxPerAnswer());
        this.origins = new OriginRecording(
                new AnswerReader(new ArgumentReader(policy.arguments())),
                policy.custody().maxSourceChars());
    }

    @Override
    public String name() {
        return "custody";
    }

    @Override
    public void declared(ToolSpec spec) {
        provers.declared(spec);
        origins.declared(spec);
    }

    @Override
    public List<GuardCheck> checks() {
        return List.of(facts, steps, new SourceCheck(), use);
    }

    @Override
    public List<OutcomeListener> outcomeListeners() {
        return List.of(minting, use, steps, origins);
    }

    @Override
    public List<UserTextListener> userTextListeners() {
        return List.of(origins);
    }

    @Override
    public List<RunState<?>> states() {
        return List.of(Steps.STATE, Origins.STATE);
    }
}
