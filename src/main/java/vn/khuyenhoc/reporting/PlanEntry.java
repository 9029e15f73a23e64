package vn.khuyenhoc.reporting;

/**
 * A plan in the list of plans.
 *
 * @param plan the plan
 * @param targets how many targets it sets; one of several years counts once
 * @param doubts how many of them are not clear
 * @param conflicts how many of them another plan says otherwise
 */
public record PlanEntry(Plan plan, long targets, long doubts, long conflicts) {}
