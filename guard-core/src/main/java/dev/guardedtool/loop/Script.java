package dev.guardedtool.loop;

/** How a character takes part in words. */
enum Script {

    /** It does not. */
    NONE,

    /** Letter, digit or mark of a script that puts spaces between words. */
    SPACED,

    /** Letter or mark of a script that does not. */
    UNSPACED;

    private static final int MARKS = (1 << Character.NON_SPACING_MARK) | (1 << Character.COMBINING_SPACING_MARK);

    static Script of(int point) {
        if (point < 0x80) {
            boolean letter = (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
            return letter || (point >= '0' && point <= '9') ? SPACED : NONE;
        }
        if (!Character.isLetterOrDigit(point) && ((MARKS >> Character.getType(point)) & 1) == 0) {
            return NONE;
        }
        return unspaced(point) && !Character.isDigit(point) ? UNSPACED : SPACED;
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
