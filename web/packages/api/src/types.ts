// The names that apps use for what the document describes.

import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Allergen = NonNullable<Schemas["ProductBody"]["allergens"]>[number];
export type Category = Schemas["CategoryBody"];
export type Fulfilment = Schemas["FulfilmentBody"];
export type Location = Schemas["LocationAnswer"];
export type Menu = Schemas["MenuBody"];
export type MenuOption = Schemas["OptionBody"];
export type OptionGroup = Schemas["OptionGroupBody"];
export type Order = Schemas["Order"];
export type OrderLine = Schemas["LineBody"];
export type Payment = Schemas["Payment"];
export type PlaceOrder = Schemas["PlaceOrder"];
export type Product = Schemas["ProductBody"];
export type Profile = Schemas["Profile"];
export type Quote = Schemas["Quote"];
export type QuoteRequest = Schemas["RequestBody"];
export type StockLevel = Schemas["StockLevel"];
export type WantedLine = Schemas["WantedBody"];
