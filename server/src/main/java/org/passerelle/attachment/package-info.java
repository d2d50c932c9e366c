/**
 * Files on records (wire.md §5): what they are in the catalogue, their bytes in files beside it. Who may see them the room of data says, which
 * alone knows records. Face: {@link org.passerelle.attachment.Attachments}.
 */
@NullMarked
package org.passerelle.attachment;

import org.jspecify.annotations.NullMarked;
