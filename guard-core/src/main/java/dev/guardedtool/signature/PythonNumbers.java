package dev.guardedtool.signature;

import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.core.io.NumberOutput;

/** Spells a JSON number as Python's {@code json} module reads and prints it. */
final class PythonNumbers {

    /** Only below this do doubles lie so far apart that one digit may name one, where Java prints two. */
    private static final double COARSE = 1e-321;

    private static final MathContext ONE_DIGIT = new MathContext(1);

    private PythonNumbers() {}

    /** Integers stay as they are; everything else is the shortest text that names the nearest double. */
    static String spell(String lexeme) {
        for (int i = 0; i < lexeme.length(); i++) {
            char c = lexeme.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                return spell(Double.parseDouble(lexeme));
            }
        }
        return lexeme.equals("-0") ? "0" : lexeme;
    }

    private static String spell(double value) {
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double magnitude = Math.abs(value);
        if (Double.isInfinite(magnitude)) {
            return sign + "Infinity";
        }
        if (magnitude == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest = shortest(magnitude);
        String digits = shortest.unscaledValue().toString();
        return sign + layOut(digits, digits.length() - 1 - shortest.scale());
    }

    /** The fast writer gives the same digits on every Java version, which {@link Double#toString(double)} does not. */
    private static BigDecimal shortest(double magnitude) {
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(magnitude, true)).stripTrailingZeros();
        if (magnitude < COARSE) {
            BigDecimal shorter = shortest.round(ONE_DIGIT).stripTrailingZeros();
            return shorter.doubleValue() == magnitude ? shorter : shortest;
        }
        return shortest;
    }

    /** Lays out d.ddd times ten to the exponent as {@code repr} does. */
    private static String layOut(String digits, int exponent) {
        if (exponent < -4 || exponent >= 16) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            String power = Integer.toString(Math.abs(exponent));
            return mantissa + (exponent < 0 ? "e-" : "e+") + (power.length() < 2 ? "0" : "") + power;
        }
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        int whole = exponent + 1;
        return digits.length() <= whole
                ? digits + "0".repeat(whole - digits.length()) + ".0"
                : digits.substring(0, whole) + "." + digits.substring(whole);
    }
}
