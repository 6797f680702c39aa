package dev.guardedtool;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a run acts, as established by the server side; never taken from a model's arguments.
 *
 * @param name the name, {@code anonymous} where nobody is signed in
 * @param authorities what the principal was granted
 * @param tenant the tenant, or null where there is only one
 */
public record Principal(
        String name, Set<String> authorities, @Nullable String tenant) {

    /** Nobody in particular. */
    public static final Principal ANONYMOUS = new Principal("anonymous", Set.of(), null);

    public Principal {
        Objects.requireNonNull(name, "name");
        authorities = Set.copyOf(authorities);
    }

    /** A principal without authorities or tenant. */
    public static Principal of(String name) {
        return new Principal(name, Set.of(), null);
    }

    /** The same principal within that tenant. */
    public Principal withTenant(@Nullable String newTenant) {
        return new Principal(name, authorities, newTenant);
    }
}
