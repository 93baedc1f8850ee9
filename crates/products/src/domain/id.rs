//! The identifiers of what stands in a menu.

kernel::kinds! {
    /// Names one category of a menu: `cat_espresso`.
    Category => CategoryId, "cat", "a category";
    /// Names one product: `prd_flat-white`.
    Product => ProductId, "prd", "a product";
    /// Names one option group: `grp_milk`.
    OptionGroup => OptionGroupId, "grp", "an option group";
    /// Names one option: `opt_oat-milk`. Unique within its whole menu.
    MenuOption => OptionId, "opt", "an option";
    /// Names a picture that was added: `pic_0h5k…`.
    Picture => PictureId, "pic", "a picture";
    /// Names what can run out: `stk_croissant`.
    StockItem => StockItemId, "stk", "a stock item";
}
