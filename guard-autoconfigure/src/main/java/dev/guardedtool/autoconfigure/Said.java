package dev.guardedtool.autoconfigure;

import dev.guardedtool.Money;
import dev.guardedtool.policy.InvalidPolicyException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the properties say, put over what the profile says. */
final class Said {

    private Said() {}

    static <T> T or(@Nullable T said, T otherwise) {
        return said != null ? said : otherwise;
    }

    static <T> @Nullable T orNull(@Nullable T said, @Nullable T otherwise) {
        return said != null ? said : otherwise;
    }

    static <S, T> @Nullable List<T> each(@Nullable List<S> said, Function<S, T> meaning) {
        return said == null ? null : said.stream().map(meaning).toList();
    }

    static @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(amount);
    }

    /** The value, or the complaint about it with the property's place put before its name. */
    static <T> T at(String place, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidPolicyException e) {
            String message = Objects.requireNonNull(e.getMessage());
            throw new InvalidPolicyException(
                    place + "." + e.property(), message.substring(e.property().length() + 1));
        }
    }
}
