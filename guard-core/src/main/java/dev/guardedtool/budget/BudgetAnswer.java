package dev.guardedtool.budget;

/** What comes of asking budgets for something: it is set aside, or there is not enough. */
sealed interface BudgetAnswer permits BudgetClaim, Shortage {}
