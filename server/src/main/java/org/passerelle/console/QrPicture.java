package org.passerelle.console;

import io.nayuki.qrcodegen.QrCode;

/** A text as a picture that telephones read (ISO/IEC 18004), for a page: a path of squares, one unit each. */
public record QrPicture(int size, String path) {

    /** White around it, as the standard wants. */
    private static final int MARGIN = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * MARGIN, path.toString());
    }
}
