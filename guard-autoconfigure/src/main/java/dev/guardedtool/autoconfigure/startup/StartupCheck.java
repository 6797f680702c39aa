package dev.guardedtool.autoconfigure.startup;

import java.util.List;

/** Looks for one kind of mistake. */
@FunctionalInterface
interface StartupCheck {

    /** What is wrong with those beans, or with what is said about them. */
    List<Finding> findings(List<ToolBean> tools);
}
