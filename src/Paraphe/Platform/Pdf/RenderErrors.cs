namespace Paraphe.Platform.Pdf;

/// <summary>The renderer cannot be had now (Node.js missing, queue full, process killed): try again later.</summary>
public sealed class RenderUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>This document or picture cannot be rendered, whoever tries: a template error, a broken picture, too long, too large.</summary>
public sealed class RenderFailedException(string message) : Exception(message);
