//! Where list and card stand at which size (tui-ux section 4).

use ratatui::layout::Rect;

/// The smallest screen that is drawn, in cells: width and height.
pub const LEAST: (u16, u16) = (60, 16);
/// From this width on the card stands beside the list.
pub const BESIDE: u16 = 96;
/// From this width on a third column fits.
pub const THIRD: u16 = 130;
/// From this height of a screen's place on a short card stands below the list (terminal height 22).
pub const BELOW: u16 = 18;
/// Lines of the short card, without its heading line.
pub const SHORT_CARD: u16 = 4;

/// Whether a screen of this size shows nothing but a notice.
pub fn too_small(width: u16, height: u16) -> bool {
    width < LEAST.0 || height < LEAST.1
}

/// How a body is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// The list.
    pub list: Rect,
    /// The card; `None`: only on Enter, in full size.
    pub card: Option<Rect>,
    /// A third column, left out below [`THIRD`] cells.
    pub third: Option<Rect>,
    /// Whether the card is beside the list (else below it).
    pub beside: bool,
}

/// Divides a screen's place, without its first `head` lines, between list and card; between them
/// stays one column or line for a rule.
pub fn panes(area: Rect, head: u16, wants_third: bool) -> Panes {
    panes_with(area, head, wants_third, LIST_SHARE)
}

/// The share of the width, in per cent, that a list takes beside its card.
pub const LIST_SHARE: u16 = 60;

/// The same for a list that takes another share of the width.
pub fn panes_with(area: Rect, head: u16, wants_third: bool, share: u16) -> Panes {
    let head = head.min(area.height);
    let body = Rect { y: area.y + head, height: area.height - head, ..area };
    if body.width < BESIDE {
        let needed = SHORT_CARD + 1;
        if area.height < BELOW.max(head + needed) {
            return Panes { list: body, card: None, third: None, beside: false };
        }
        let list = Rect { height: body.height - needed, ..body };
        let card = Rect { y: list.bottom() + 1, height: SHORT_CARD, ..body };
        return Panes { list, card: Some(card), third: None, beside: false };
    }
    let third_width = if wants_third && body.width >= THIRD { body.width / 4 } else { 0 };
    let rest = body.width - third_width;
    let list_width = u16::try_from(u32::from(rest) * u32::from(share) / 100).unwrap_or(rest);
    let list = Rect { width: list_width, ..body };
    let card = Rect { x: list.right() + 1, width: rest - list_width - 1, ..body };
    let third =
        (third_width > 0).then(|| Rect { x: card.right() + 1, width: third_width - 1, ..body });
    Panes { list, card: Some(card), third, beside: true }
}

/// An area of at most `width` by `height` in the middle.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_goes_beside_below_or_away_with_the_size() {
        let wide = panes(Rect::new(0, 1, 100, 26), 0, true);
        assert_eq!((wide.list.width, wide.card.map(|card| card.width)), (60, Some(39)));
        assert_eq!(wide.third, None);
        let narrow = panes(Rect::new(0, 1, 80, 20), 0, true);
        assert_eq!((narrow.list.height, narrow.card.map(|card| card.height)), (15, Some(4)));
        assert_eq!(panes(Rect::new(0, 1, 80, 17), 0, true).card, None);
        assert!(panes(Rect::new(0, 1, 80, 18), 1, true).card.is_some());
        assert!(panes(Rect::new(0, 1, 130, 26), 0, true).third.is_some());
        assert!(panes(Rect::new(0, 1, 130, 26), 0, false).third.is_none());
    }

    #[test]
    fn no_pane_leaves_the_body_at_any_size() {
        for width in 0..200 {
            for height in 0..60 {
                let body = Rect::new(3, 2, width, height);
                let panes = panes(body, 1, true);
                for pane in [Some(panes.list), panes.card, panes.third].into_iter().flatten() {
                    assert_eq!(pane.intersection(body), pane);
                }
            }
        }
    }
}
