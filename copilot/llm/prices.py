"""What a call costs, from the price list that the package genai-prices ships."""


def price(provider: str, model: str, tokens_in: int, tokens_out: int, tokens_cached: int = 0) -> float | None:
    """US dollars for these tokens, of which `tokens_cached` of the first kind were read from the provider's cache.

    None where the list has no price for the model.
    """
    try:
        from genai_prices import Usage, calc_price
    except ImportError:
        return None
    try:
        usage = Usage(input_tokens=tokens_in, cache_read_tokens=tokens_cached, output_tokens=tokens_out)
        return float(calc_price(usage, model_ref=model, provider_id=provider).total_price)
    except LookupError:
        return None
