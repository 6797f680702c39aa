package dev.guardedtool.loop;

/** How a character takes part in words. */
enum Script {

    /** It does not. */
    NONE,

    /** Letter, digit or mark of a script that puts spaces between words. */
    SPACED,

    /** Letter or mark of a script that does not. */
    UNSPACED;

    private static final int WORD = (1 << Character.UPPERCASE_LETTER)
            | (1 << Character.LOWERCASE_LETTER)
            | (1 << Character.TITLECASE_LETTER)
            | (1 << Character.MODIFIER_LETTER)
            | (1 << Character.OTHER_LETTER)
            | (1 << Character.DECIMAL_DIGIT_NUMBER)
            | (1 << Character.NON_SPACING_MARK)
            | (1 << Character.COMBINING_SPACING_MARK);

    /** By code unit, since half of the time that it takes to read a text would go into asking for the type again. */
    private static final Script[] UNITS = new Script[Character.MAX_VALUE + 1];

    static {
        for (int unit = 0; unit < UNITS.length; unit++) {
            UNITS[unit] = classify(unit);
        }
    }

    static Script of(int point) {
        return point < UNITS.length ? UNITS[point] : classify(point);
    }

    private static Script classify(int point) {
        int type = Character.getType(point);
        if (((WORD >> type) & 1) == 0) {
            return NONE;
        }
        return unspaced(point) && type != Character.DECIMAL_DIGIT_NUMBER ? UNSPACED : SPACED;
    }

    /** Thai and Lao, Myanmar, Khmer, kana and ideographs. */
    private static boolean unspaced(int point) {
        return within(point, 0x0E00, 0x0EFF)
                || within(point, 0x1000, 0x109F)
                || within(point, 0x1780, 0x17FF)
                || within(point, 0x3005, 0x312F)
                || within(point, 0x31A0, 0x9FFF)
                || within(point, 0xF900, 0xFAFF)
                || within(point, 0x20000, 0x3FFFF);
    }

    private static boolean within(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
