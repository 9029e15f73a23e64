package vn.khuyenhoc.registry;

/**
 * A household that an import would change.
 *
 * @param rowNumber the row in the file
 * @param present the household as it is
 * @param planned as it would be
 */
public record PlannedUpdate(int rowNumber, Household present, HouseholdEntry planned) {}
