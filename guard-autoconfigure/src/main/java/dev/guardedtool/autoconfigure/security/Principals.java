package dev.guardedtool.autoconfigure.security;

import dev.guardedtool.Principal;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Authentications as principals of runs. */
final class Principals {

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private Principals() {}

    /** Null if there is no authentication; anonymous unless it was confirmed. */
    static @Nullable Principal of(@Nullable Authentication authentication) {
        if (authentication == null) {
            return null;
        }
        if (!authentication.isAuthenticated() || TRUST.isAnonymous(authentication)) {
            return Principal.ANONYMOUS;
        }
        return new Principal(
                authentication.getName(),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                null);
    }
}
