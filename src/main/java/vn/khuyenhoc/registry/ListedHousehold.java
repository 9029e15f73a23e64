package vn.khuyenhoc.registry;

/**
 * A household as a list shows it.
 *
 * @param household the household
 * @param village name of the village where it lives
 * @param commune name of its commune
 */
public record ListedHousehold(Household household, String village, String commune) {}
