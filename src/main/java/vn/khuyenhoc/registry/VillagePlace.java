package vn.khuyenhoc.registry;

/**
 * A village that a row of a sheet may mean.
 *
 * @param id the village
 * @param code its code
 * @param name its name
 * @param communeId its commune
 * @param communeCode the commune's code
 * @param commune the commune's name
 * @param inScope whether the import may touch it
 */
record VillagePlace(
    int id,
    String code,
    String name,
    int communeId,
    String communeCode,
    String commune,
    boolean inScope) {}
