package vn.khuyenhoc.identity;

import java.time.LocalDate;

/**
 * A slip to be cut out and handed over. Its code exists on this paper only.
 *
 * @param name full name of the person it is for
 * @param place where they act
 * @param login what they sign in with, once they have a password
 * @param code in groups
 * @param until the last day on which it is good
 * @param volunteer whether a code is enough, without choosing a password
 */
public record PrintedSlip(
    String name, String place, String login, String code, LocalDate until, boolean volunteer) {}
