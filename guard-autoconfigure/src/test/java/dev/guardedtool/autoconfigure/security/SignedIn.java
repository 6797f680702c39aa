package dev.guardedtool.autoconfigure.security;

import java.util.concurrent.Callable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Does something while somebody is signed in on this thread. */
final class SignedIn {

    private SignedIn() {}

    static Authentication user(String name, String... authorities) {
        return UsernamePasswordAuthenticationToken.authenticated(
                name, "secret", AuthorityUtils.createAuthorityList(authorities));
    }

    static <T> T as(Authentication user, Callable<T> action) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(user);
        SecurityContextHolder.setContext(context);
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
