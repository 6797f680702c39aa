package dev.guardedtool.custody;

import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.policy.ProofSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what an answer proves. An answer from memory proves it as well: it is given because it still holds. Whatever
 * is not written down is told to the model, which would wait for it in vain.
 */
record FactMinting(FactStore store, int maxPerAnswer) implements OutcomeListener {

    private static final Logger log = LoggerFactory.getLogger(FactMinting.class);

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        if (outcome.result().ok()) {
            for (ProofSpec proof : call.spec().custody().proves()) {
                String problem = mint(call, outcome, proof);
                if (problem != null) {
                    log.warn("An answer of {} proves no {}: {}", call.tool(), proof.kind(), problem);
                    outcome.warn(call.run().warning(GuardReason.FACTS_NOT_KEPT, proof.kind() + ": " + problem));
                }
            }
        }
    }

    private @Nullable String mint(CallView call, Outcome outcome, ProofSpec proof) {
        try {
            Set<FactKey> facts = facts(call, outcome, proof);
            if (facts.size() > maxPerAnswer) {
                return "it names too many";
            }
            if (!facts.isEmpty()) {
                store.mint(facts, proof.ttl());
            }
            return null;
        } catch (ExpressionException e) {
            return "it is not as expected";
        } catch (FactStoreFullException e) {
            return "there is no room for more";
        } catch (RuntimeException e) {
            log.error("The store of facts failed", e);
            return "it could not be written down";
        }
    }

    private Set<FactKey> facts(CallView call, Outcome outcome, ProofSpec proof) {
        Object found = proof.extract().evaluate(outcome.variables());
        Set<FactKey> facts = new LinkedHashSet<>();
        add(call, proof, found, facts);
        return facts;
    }

    private void add(CallView call, ProofSpec proof, @Nullable Object found, Set<FactKey> facts) {
        if (found instanceof Iterable<?> list) {
            for (Object element : list) {
                if (element instanceof List<?>) {
                    throw new ExpressionException("lists within lists are no values");
                }
                add(call, proof, element, facts);
            }
        } else if (found instanceof String || found instanceof Number || found instanceof Boolean) {
            if (facts.size() <= maxPerAnswer && !found.toString().isBlank()) {
                facts.add(FactKeys.key(call, proof.scope(), proof.kind(), FactKeys.value(call, found)));
            }
        } else if (found != null) {
            throw new ExpressionException("an object is no value");
        }
    }
}
