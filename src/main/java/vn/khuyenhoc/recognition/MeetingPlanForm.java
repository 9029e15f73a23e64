package vn.khuyenhoc.recognition;

/**
 * What is typed to prepare a meeting, as it was typed.
 *
 * @param heldOn the day
 * @param place where
 * @param invited who is invited
 */
public record MeetingPlanForm(String heldOn, String place, String invited) {}
