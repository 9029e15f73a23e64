package vn.khuyenhoc.certificates;

/**
 * The body in whose name certificates are issued, as whoever decides knows it.
 *
 * @param areaId the area it is the body of; who may see and revoke its certificates follows from it
 * @param symbol its symbol in numbers of documents, capital letters: UBND, HKH
 * @param name its full name as printed: "Ủy ban nhân dân xã Thuận Châu"
 * @param above the name of the body above it, printed over its own; empty for none
 */
public record Issuer(int areaId, String symbol, String name, String above) {}
